// Package inspect looks for what is stored against what the schema promises: values that were
// recorded before a bound was declared, and other writings of a unique text. It imports canon, catalog, neo, property, query and rule.
package inspect
