import signal
import sys

from bench.arguments import parse
from bench.run import run
from bootstrap.console import StartError, Terminated, raise_terminated

signal.signal(signal.SIGTERM, raise_terminated)
try:
    sys.exit(run(parse()))
except StartError as error:
    sys.exit(str(error))
except Terminated:
    sys.exit(128 + signal.SIGTERM)
except KeyboardInterrupt:
    sys.exit(128 + signal.SIGINT)
