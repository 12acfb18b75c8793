package localneo4j

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// apart starts a command out of our group of processes, or without our console where it is to
// outlive us: an interrupt from the keyboard is for us alone.
func apart(cmd *exec.Cmd, outlives bool) {
	flags := uint32(windows.CREATE_NEW_PROCESS_GROUP)
	if outlives {
		flags |= windows.DETACHED_PROCESS
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: flags}
}

// endInOrder is what ends a Neo4j that was left running: Windows has no signal at which it would
// end in order. It recovers on its next start.
func endInOrder() os.Signal { return os.Kill }
