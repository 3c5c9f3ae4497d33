output = sys.stderr if arguments.json else sys.stdout
print(f"{'quantity':<52} {'the program':>40} {'here':>40}", file=output)
for what, program, here, verdict in checks:
    print(f"{what:<52} {shown(program):>40} {shown(here):>40}  {verdict}", file=output)
