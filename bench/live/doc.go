// Command live measures what subscriptions to changes cost the writers and the service, and
// how soon a change is delivered. It may import everything; nothing imports it.
package main
