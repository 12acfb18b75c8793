package doctor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	gopsutil "github.com/shirou/gopsutil/v4/disk"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

const (
	leastDiskMB   = 2000
	leastMemoryMB = 1900 // a machine sold as 2 GB
	probeLimit    = 2 * time.Second
)

func jarCache() Check {
	dir, complete, err := localneo4j.JarsCached()
	check := Check{Name: "neo4j jars", OK: complete, Optional: true, Found: dir, Advice: "nothing to do: the first start fetches them, about 140 MB"}
	if err != nil {
		return Check{Name: check.Name, Found: "no cache directory", Advice: err.Error()}
	}
	if !complete {
		check.Found = "not fetched yet, or damaged: " + dir
	}
	return check
}

func httpPort(ctx context.Context, addr string) Check {
	check := Check{Name: "http port", OK: true, Found: addr + " is free"}
	listener, err := net.Listen("tcp", addr)
	switch {
	case err == nil:
		listener.Close()
	case answersHealth(ctx, addr):
		check.Found = addr + " is used by a service that answers on /healthz"
	default:
		check.OK = false
		check.Found = err.Error()
		check.Advice = "stop the program that uses it, or choose another address with --addr"
	}
	return check
}

func answersHealth(ctx context.Context, addr string) bool {
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/healthz", http.NoBody)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	return response.Body.Close() == nil && response.StatusCode == http.StatusOK
}

// boltPort is never fatal: unless a port is given, a start takes another when it is busy.
func boltPort(dataDir string) Check {
	check := Check{Name: "bolt port", OK: true, Optional: true}
	if running, err := localneo4j.Find(dataDir); err == nil {
		check.Found = fmt.Sprintf("%d is used by our Neo4j (process %d)", running.Port, running.PID)
		return check
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", localneo4j.DefaultPort))
	if err != nil {
		check.OK = false
		check.Found = fmt.Sprintf("%d is used by another program", localneo4j.DefaultPort)
		check.Advice = "nothing to do: a free port is taken instead"
		return check
	}
	listener.Close()
	check.Found = fmt.Sprintf("%d is free", localneo4j.DefaultPort)
	return check
}

// existing returns the nearest directory above path that is there, path included.
func existing(path string) string {
	for {
		if _, err := os.Stat(path); err == nil || path == filepath.Dir(path) {
			return path
		}
		path = filepath.Dir(path)
	}
}

func dataDir(dir string) Check {
	check := Check{Name: "data directory", Found: dir, Advice: "choose another with --data-dir, or change its owner"}
	absolute, err := filepath.Abs(dir)
	if err != nil || dir == "" {
		check.Found = "none given"
		return check
	}
	info, err := os.Stat(existing(absolute))
	check.OK = err == nil && info.IsDir() && canWrite(existing(absolute))
	if !check.OK {
		check.Found = dir + " cannot be written"
	}
	return check
}

// canWrite tries it: rights are told in other ways on each system.
func canWrite(dir string) bool {
	file, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return false
	}
	return errors.Join(file.Close(), os.Remove(file.Name())) == nil
}

func disk(name, dir string) Check {
	check := Check{Name: name, Advice: fmt.Sprintf("free some: at least %d MB are needed", leastDiskMB)}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		check.Found = err.Error()
		return check
	}
	usage, err := gopsutil.Usage(existing(absolute))
	if err != nil {
		check.Found = err.Error()
		return check
	}
	free := usage.Free / 1e6
	check.OK = free >= leastDiskMB
	check.Found = fmt.Sprintf("%d MB free in %s", free, existing(absolute))
	return check
}

func cacheDisk() Check {
	dir, err := localneo4j.CacheDir()
	if err != nil {
		return Check{Name: "disk of the cache", Found: "no cache directory", Advice: err.Error()}
	}
	return disk("disk of the cache", dir)
}

func memory() Check {
	total := localneo4j.MachineMemory()
	return Check{
		Name: "memory", OK: total >= leastMemoryMB, Found: fmt.Sprintf("%d MB", total),
		Advice: "at least 2 GB are needed for Neo4j; or use one elsewhere with --neo4j-uri",
	}
}
