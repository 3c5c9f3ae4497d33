#!/usr/bin/env python3
"""The built-in sample's five clusters tell the story of the reference table."""
from cli import SHARED, finish
from compare import Checks, analysis

TABLE = SHARED / "data" / "scaler_learners.csv"


def share_of_top(cluster: dict, names: str) -> float:
    return cluster[names][0][1] / cluster["size"]


def is_updaters(cluster: dict) -> bool:
    return 3.0 <= cluster["ctc_update_count_mean"] <= 4.0 and 0.07 <= cluster["share"] <= 0.14


def is_seniors(cluster: dict) -> bool:
    return (16.0 <= cluster["years_of_experience_mean"] <= 21.0
            and 0.08 <= cluster["share"] <= 0.14)


def is_one_role(cluster: dict) -> bool:
    return share_of_top(cluster, "top_roles") > 0.9


def is_rare_companies(cluster: dict) -> bool:
    name, count = cluster["top_companies"][0]
    return name == "less_occurred" and count == cluster["size"]


def is_generalists(cluster: dict) -> bool:
    return 0.25 <= cluster["share"] <= 0.45 and not is_rare_companies(cluster)


ROLES = {"frequent updaters": is_updaters, "seniors": is_seniors, "one role": is_one_role,
         "only less_occurred": is_rare_companies, "generalists": is_generalists}


def pay_of_others(clusters: list, one: dict) -> float:
    others = [each for each in clusters if each is not one]
    return sum(c["ctc_mean"] * c["size"] for c in others) / sum(c["size"] for c in others)


def tells_the_story(checks: Checks, clusters: list) -> None:
    checks.equal("clusters", len(clusters), 5)
    found = {role: [each for each in clusters if test(each)] for role, test in ROLES.items()}
    for role, members in found.items():
        checks.equal(f"clusters of {role}", len(members), 1)
    if not all(len(members) == 1 for members in found.values()):
        return
    chosen = [members[0]["cluster"] for members in found.values()]
    checks.equal("each cluster's part", sorted(chosen), list(range(5)))
    seniors = found["seniors"][0]
    checks.that(all(c["ctc_mean"] <= seniors["ctc_mean"] for c in clusters),
                "another cluster is paid better than the seniors")
    times = seniors["ctc_mean"] / pay_of_others(clusters, seniors)
    checks.that(1.6 <= times <= 2.6, f"the seniors are paid {times:.2f} times the others")


def main():
    checks = Checks()
    checks.label = "sample"
    sample = analysis(checks)
    if sample:
        checks.equal("rows_read", sample["rows_read"], 205843)
        tells_the_story(checks, sample["profile"])
    if TABLE.exists():
        checks.label = "reference table"
        reference = analysis(checks, TABLE)
        if reference:
            tells_the_story(checks, reference["profile"])
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
