"""Measuring tools that bring catalogues up to date, side by side on the same inputs.

`cases` are the inputs, `tools` the commands, `child` runs them in a process that reports what
they took, `rounds` takes turns, `scores` judges what came out, and `tables` shows it.
"""
