package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
	"time"
)

const readmePath = "bench/README.md"

// writeReadme replaces the section of the report's scale in the README.
func writeReadme(r report) error {
	text, err := os.ReadFile(readmePath)
	if err != nil {
		return err
	}
	start, end := fmt.Sprintf("<!-- scale %d -->", r.scale), fmt.Sprintf("<!-- end of scale %d -->", r.scale)
	section := fmt.Sprintf("%s\nMeasured %s on %s.\n\n%s%s", start, time.Now().UTC().Format(time.DateOnly), machine(), r.markdown(), end)
	marks := regexp.MustCompile("(?s)" + regexp.QuoteMeta(start) + ".*" + regexp.QuoteMeta(end))
	if !marks.Match(text) {
		return fmt.Errorf("%s has no place for scale %d: add the lines %q and %q", readmePath, r.scale, start, end)
	}
	return os.WriteFile(readmePath, marks.ReplaceAllLiteral(text, []byte(section)), 0o644)
}

// machine describes the processor, the system and its load.
func machine() string {
	model := runtime.GOARCH
	if file, err := os.Open("/proc/cpuinfo"); err == nil {
		defer file.Close()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if name, value, found := strings.Cut(lines.Text(), ":"); found && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d cores of %s, %s, %s%s; Neo4j, service and load on the same machine",
		runtime.NumCPU(), model, runtime.GOOS, runtime.Version(), busy())
}

// busy says how much else the machine had to do, where the system tells.
func busy() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return ", load average over the last 15 minutes " + strings.Fields(string(text))[2]
}
