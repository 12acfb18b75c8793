// Package feed gives the recorded changes their positions and reads them: all since a
// cursor or a moment, and the history of one node or relationship. It imports
// catalog, element, fault, id, journal, neo and query, and suggestions of names from gqlparser.
//
// # Positions
//
// A counter that every write takes would make all writers wait for each other, so a write
// leaves its changes without a position (see journal). [Sequence] gives the positions
// afterwards, one caller at a time, to what is committed by then. A reader that asks for
// what lies after a position therefore misses nothing and sees nothing twice, however
// long a transaction took to commit: a late change gets a late position.
//
// The order is that of the changes' times, and it is the order of the commits wherever
// that can be told apart. A change's time is read by the last statement of its batch,
// while the batch holds the locks of all it wrote. A second writer of the same element, and
// anyone who has seen the first one's write, reads a later time. [Sequence] reads the time
// before it looks for changes, and leaves those of a later time for the next call: a scan
// that passes by a change just before its commit cannot then take up a change that
// followed on it.
package feed
