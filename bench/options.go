package main

import (
	"flag"
	"strings"
	"time"
)

// options are the flags.
type options struct {
	scale      int
	uri        string
	service    string
	against    string
	runs       int
	cache      string
	only       string
	seconds    float64
	clients    int
	write      bool
	json       string
	statements bool
}

func flags() options {
	var o options
	flag.IntVar(&o.scale, "scale", 1, "size of the graph: 1 is about 100,000 nodes and 300,000 relationships")
	flag.StringVar(&o.uri, "neo4j-uri", "", "use this empty Neo4j (password in NEO4J_PASSWORD) instead of a local one in the cache")
	flag.StringVar(&o.service, "service", "", "time the service at this address, HOST:PORT, instead of one of this tree")
	flag.StringVar(&o.against, "against", "", "compare this tree with another built program, instead of with hand-written Cypher")
	flag.IntVar(&o.runs, "runs", 5, "alternating runs of a comparison with another program, whose medians count")
	flag.StringVar(&o.cache, "cache", "", "directory of the local Neo4j and its graphs; left out, in the user's cache")
	flag.StringVar(&o.only, "only", "", "only the queries whose name contains this")
	flag.Float64Var(&o.seconds, "seconds", 3, "time of each measurement; 0 leaves the throughput out")
	flag.IntVar(&o.clients, "clients", 16, "clients at once for the throughput")
	flag.BoolVar(&o.write, "write", false, "keep the tables in "+readmePath)
	flag.StringVar(&o.json, "json", "", "write what was measured to this file too")
	flag.BoolVar(&o.statements, "statements", false, "print the plans and statements of both ways instead of measuring")
	flag.Parse()
	return o
}

// span is the time of one measurement.
func (o options) span() time.Duration { return time.Duration(o.seconds * float64(time.Second)) }

// wants tells whether what has this name is to be measured.
func (o options) wants(name string) bool { return strings.Contains(name, o.only) }
