"""Documents of other programs: what is said of them in the seeds' folder, and how they become seeds."""
