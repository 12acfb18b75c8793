// Package reading tests, end to end, what requests read: keys, pages, filters, orders,
// aggregates, dates, search, and what is wrong with a question. It has only tests.
package reading
