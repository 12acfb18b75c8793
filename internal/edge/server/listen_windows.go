package server

import "golang.org/x/sys/windows"

// The errors of an address that is taken, and of one that this user may not take.
const addressInUse, addressDenied = windows.WSAEADDRINUSE, windows.WSAEACCES
