"""Run unit tests as on a machine without Qt: importing it fails."""

import sys

from helpers.calm import calm

sys.modules["PySide6"] = None
sys.modules["shiboken6"] = None
calm()
