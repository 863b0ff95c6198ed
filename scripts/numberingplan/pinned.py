# SPDX-License-Identifier: Apache-2.0
"""The pinned `phonenumbers` package: libphonenumber's metadata, and the oracle that answers are compared with."""

import pathlib
import subprocess
import sys

VERSION = "9.0.43"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGES = ROOT / ".build-python" / VERSION


def install():
    """Installs the package into a folder that git ignores, once, and makes it importable."""
    if not (PACKAGES / "phonenumbers").is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--root-user-action=ignore"]
        subprocess.run(command + ["--target", str(PACKAGES), f"phonenumbers=={VERSION}"], check=True)
    sys.path.insert(0, str(PACKAGES))
