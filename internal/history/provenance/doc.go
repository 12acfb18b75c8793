// Package provenance answers where what is known of a node or relationship comes from:
// its sources, and by field who recorded the value, when, and what sources say that
// disagree. It imports catalog, claim, element, fault, feed, journal,
// neo and property.
package provenance
