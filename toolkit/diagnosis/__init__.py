"""What is installed, and what is wrong with a project: looked at, told with a remedy, and never mended."""

from toolkit.diagnosis.engines import ask_engines, list_engines
from toolkit.diagnosis.installation import examine_installation
from toolkit.diagnosis.projects import examine_project
from toolkit.diagnosis.signs import Health, Sign, report

__all__ = [
    "Health",
    "Sign",
    "ask_engines",
    "examine_installation",
    "examine_project",
    "list_engines",
    "report",
]
