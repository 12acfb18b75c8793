//go:build unix

package localneo4j

import (
	"os"
	"os/exec"
	"syscall"
)

// apart starts a command out of our process group, or out of our session where it is to outlive
// us: an interrupt from the keyboard is for us alone.
func apart(cmd *exec.Cmd, outlives bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: outlives, Setpgid: !outlives}
}

// endInOrder is the signal at which Neo4j ends in order.
func endInOrder() os.Signal { return syscall.SIGTERM }
