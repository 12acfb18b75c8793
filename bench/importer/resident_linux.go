package main

import (
	"errors"
	"os"
	"syscall"
)

// residentPeak is the greatest resident size that a process had, in bytes.
func residentPeak(ended *os.ProcessState) (int64, error) {
	usage, ok := ended.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.New("this system does not tell the memory of a process")
	}
	return usage.Maxrss * 1024, nil
}
