// Package live delivers the changes of the feed to subscribers, from any place of it on and
// then as they are made. It imports background, catalog, feed, fault, id and neo.
//
// # Who reads what
//
// While somebody subscribes, one follower a process reads the feed and keeps its last part
// in a ring. A subscriber goes through the ring at its own pace; one that is behind the ring
// reads the database until it has caught up. Nothing is queued for a subscriber: it holds a
// cursor, so that one that does not read costs nothing, and where it goes on is known to its
// client, which may go on with it at any other copy of the service.
//
// What is in the database stays until it is read, so an outage delays and loses nothing.
package live
