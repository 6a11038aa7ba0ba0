"""The stand-in for the pipeline, as a fixture of this folder's tests."""

from tests.archive.fake import quick as quick
