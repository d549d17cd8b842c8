// One input at a time: allocation is counted per thread, and a hang is told from a busy machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
