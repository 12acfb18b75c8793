// Package localneo4j runs a real Neo4j on this machine and stops it with us: a
// child process from jars that Maven resolves once, or a container where there is
// no JDK or Maven. It imports background, neo, fault, gofrs/flock, gopsutil
// and rogpeppe/go-internal, and golang.org/x/sys on Windows.
//
// # Who runs and who uses
//
// A data directory has one starter. The lock file in it is held by the Neo4j
// process itself, which inherits the descriptor, so the lock lives exactly as
// long as Neo4j does, whoever started it and however that one ended. A container
// cannot inherit it: the starter of an attached one holds the lock in its place,
// and Docker knows whether a detached one runs. A state file beside the lock
// tells other commands where the running Neo4j is (see [Find]). A second lock is
// held by its owner, which stops it, so that nobody counts on the Neo4j of a
// dead one; a third by the one command that serves on the directory (see
// [ClaimServing]).
//
// An attached Neo4j ([Start]) ends when its standard input does, so it does not
// outlive a starter that was killed. A detached one ([StartDetached]) runs until
// [StopDetached]. [Keep] uses what others run, and starts one when that ends.
package localneo4j
