"""Records what CPython 3.13 says of the programs in wrong_programs.txt, in place.

    python3.13 tests/syntax/record.py

The file is a list of programs; each is followed by a line `---`, what CPython prints on stderr when it is asked to run the
program from a file x.py (or `no error`; such programs are only compiled, not run), and a line `===`.
"""

import pathlib
import subprocess
import sys
import tempfile
import warnings

assert sys.version_info[:2] == (3, 13), "run this with Python 3.13"
warnings.simplefilter("ignore")
table = pathlib.Path(__file__).with_name("wrong_programs.txt")
recorded = []
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "x.py")
    for block in table.read_text(encoding="utf-8").split("\n===\n"):
        program = block.split("\n---\n")[0]
        if not program.strip("\n"):
            continue
        path.write_text(program + "\n", encoding="utf-8")
        try:
            compile(program + "\n", "x.py", "exec")
            said = "no error"
        except SyntaxError:
            run = subprocess.run([sys.executable, "-W", "ignore", path], capture_output=True, encoding="utf-8")
            said = run.stderr.replace(str(path), "x.py").rstrip("\n")
        recorded.append(f"{program}\n---\n{said}\n===\n")
table.write_text("".join(recorded), encoding="utf-8")
