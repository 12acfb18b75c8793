// Package changes answers readers what changed: pages of the feed, the history of one element,
// the values of one field over time, and what two moments differ in. All that it tells has
// passed the reader's View. It imports catalog, element, fault, feed, id, journal, merge, neo
// and view.
package changes
