// Package provenance answers where what is known of a node or relationship comes from: its
// sources, and by field who recorded the value, when, and what sources give that disagree. It
// imports catalog, changes, claim, element, fault, feed, journal, property, query and view.
package provenance
