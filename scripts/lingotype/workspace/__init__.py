"""Between the disk and the model: where things stand, what conf.py says, how files are saved."""
