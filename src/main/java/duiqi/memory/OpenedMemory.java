package duiqi.memory;

import duiqi.index.MemoryIndex;

/** A memory and its index. */
record OpenedMemory(MemoryFile file, MemoryIndex index) {}
