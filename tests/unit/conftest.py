"""Run unit tests as on a machine without Qt: importing it fails."""

import sys

sys.modules["PySide6"] = None
sys.modules["shiboken6"] = None
