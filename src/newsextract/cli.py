"""temporary"""
import json, sys, os
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
def main():
    from newsextract import load, Article
    args = sys.argv[1:]
    model = args[args.index("--model")+1] if "--model" in args else None
    arts = []
    p = args[0]
    if p.endswith(".jsonl"):
        arts = [Article(d["id"], d["text"]) for d in map(json.loads, open(p, encoding="utf8"))]
    else:
        arts = [Article(p, open(p, encoding="utf8", newline="").read())]
    for rec in load(model).pipe(arts):
        print(json.dumps(rec.to_dict(), ensure_ascii=False))
