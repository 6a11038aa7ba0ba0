"""A page in real headless Chromium, driven over the DevTools protocol."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "/": 191, "ArrowDown": 40, "ArrowUp": 38}


class NavigatedError(AssertionError):
    """The page went away while it was asked."""


class Page:
    """One window on one page. Use as a context manager; ``violations`` are what the page's policy has stopped."""

    def __init__(self, path: Path, width: int = 1280, dark: bool = False) -> None:
        """Open a file. Raises RuntimeError if the browser does not start."""
        import websocket

        assert CHROMIUM
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        arguments += ["--remote-allow-origins=*", f"--user-data-dir={self._folder.name}", "about:blank"]
        self._process = subprocess.Popen([CHROMIUM, *arguments], stderr=subprocess.PIPE, text=True)
        self._socket = websocket.create_connection(self._address(), timeout=300)
        self._sent = 0
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        still = [{"name": "prefers-reduced-motion", "value": "reduce"}]
        self._call("Emulation.setEmulatedMedia", features=scheme + still)
        self._call("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def __enter__(self) -> Page:
        return self

    def __exit__(self, *exception: object) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.communicate()
        self._folder.cleanup()

    def _address(self) -> str:
        """Of the first page; Chromium tells its port on standard error."""
        assert self._process.stderr
        for line in self._process.stderr:
            if found := re.search(r"DevTools listening on ws://([\d.:]+)/", line):
                with urllib.request.urlopen(f"http://{found[1]}/json") as listed:
                    pages = [target for target in json.load(listed) if target["type"] == "page"]
                return str(pages[0]["webSocketDebuggerUrl"])
        raise RuntimeError("Chromium has not started")

    def _call(self, method: str, **parameters: Any) -> Any:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._sent:
                if "navigated" in message.get("error", {}).get("message", ""):
                    raise NavigatedError(message)
                assert "error" not in message, message
                return message["result"]

    def value(self, expression: str) -> Any:
        """Of a JavaScript expression, as JSON."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Until a JavaScript condition holds, also over the loading of another page."""
        end = time.monotonic() + 300
        while not self._holds(condition):
            assert time.monotonic() < end, condition
            time.sleep(0.05)

    def _holds(self, condition: str) -> bool:
        try:
            return bool(self.value(condition))
        except NavigatedError:
            return False

    def point(self, selector: str, click: bool = False) -> None:
        """Move the mouse onto the first line of an element, and press it."""
        box = f"document.querySelector({json.dumps(selector)}).getClientRects()[0]"
        x, y = self.value(f"[{box}.x + {box}.width / 2, {box}.y + {box}.height / 2]")
        self._call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for action in ("mousePressed", "mouseReleased") if click else ():
            self._call("Input.dispatchMouseEvent", type=action, x=x, y=y, button="left", clickCount=1)

    def type(self, text: str) -> None:
        """A text, into what has the focus."""
        self._call("Input.insertText", text=text)

    def on_paper(self) -> None:
        """Show the page as it is printed."""
        self._call("Emulation.setEmulatedMedia", media="print")

    def picture(self) -> bytes:
        """The window as a PNG."""
        return base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"])

    def go_to(self, fragment: str) -> None:
        """The same page at another place of it, as somebody's link opens it."""
        address = self.value("location.href.split('#')[0]")
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=address + fragment)
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def press(self, key: str) -> None:
        """One key, down and up."""
        more: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        text = {"text": "\r"} if key == "Enter" else {}
        self._call("Input.dispatchKeyEvent", type="keyDown", **more, **text)
        self._call("Input.dispatchKeyEvent", type="keyUp", **more)
