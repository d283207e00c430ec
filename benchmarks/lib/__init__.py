"""What the benchmarks share: servers on one core, load on the other, tables with bounds."""
