#!/usr/bin/env python3
"""Repeats one analysis of Cohortscope in pandas and scikit-learn.

usage: reproduce.py [TABLE] [--json] [--quick]

TABLE     the file that was analysed, where it has another name now
--json    prints the numbers found here as one JSON object
--quick   one start of K-Means instead of all of them

The last lines compare the numbers found here with the program's: each agrees or differs. The exit
status is 1 if one differs.
"""
