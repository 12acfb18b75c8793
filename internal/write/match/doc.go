// Package match tells how likely two entities are the same, by the weights of Fellegi and
// Sunter. It is pure and imports catalog, scalar and soundkey.
package match
