package localneo4j

import (
	"os"
	"strconv"
	"strings"

	"github.com/shirou/gopsutil/v4/mem"
)

const mebibyte = 1 << 20

// memory is what Neo4j may use, in MiB.
type memory struct {
	heap, pageCache int
}

// memoryFor takes an eighth of the machine for the heap and another for the page
// cache, within bounds: the machine does other work too.
func memoryFor(small bool, totalMiB int) memory {
	if small || totalMiB < 4096 {
		return memory{heap: 512, pageCache: 64}
	}
	return memory{heap: min(totalMiB/8, 4096), pageCache: min(totalMiB/8, 4096)}
}

// MachineMemory is what this process may use, in MiB: the machine's memory, or
// less inside a container. It is 0 when it is not known.
func MachineMemory() int {
	total := 0
	if info, err := mem.VirtualMemory(); err == nil {
		total = int(info.Total / mebibyte)
	}
	for _, file := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		// Version 2 writes "max" when there is no limit, version 1 a huge number.
		limit, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
		if err == nil {
			total = min(total, int(limit/mebibyte))
		}
	}
	return total
}
