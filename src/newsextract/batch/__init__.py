"""Articles over the pipeline, in this process, several, or a cluster's; what fails is reported and stops nothing else.

An article's way: reading -> chunks -> an engine's workers -> results in input order -> a sink. Files of one article
are decoded by the workers, files of many are read by a process of their own (``run.rows``). Only what a run uses is
imported.
"""
