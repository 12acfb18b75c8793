//go:build unix

package server

import "syscall"

// The errors of an address that is taken, and of one that this user may not take.
const addressInUse, addressDenied = syscall.EADDRINUSE, syscall.EACCES
