parser = argparse.ArgumentParser(description="Repeats one analysis of Cohortscope.")
parser.add_argument("table", nargs="?", default=TABLE, metavar="TABLE")
parser.add_argument("--json", action="store_true", help="print the numbers as a JSON object")
parser.add_argument("--quick", action="store_true", help="one start of K-Means instead of all")
arguments = parser.parse_args()
path = arguments.table
with open(path, "rb") as file:
    hash_of_table = hashlib.sha256(file.read()).hexdigest()
if hash_of_table != SHA256:
    print("note:", path, "is not the file that was analysed: its SHA-256 differs", file=sys.stderr)
