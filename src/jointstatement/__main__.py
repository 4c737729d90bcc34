"""`python -m jointstatement` is the command line."""

import sys

from jointstatement.cli import main

sys.exit(main())
