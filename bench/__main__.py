from bench.arguments import parse
from bench.program import end_with
from bench.run import run

end_with(lambda: run(parse()))
