package main

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// errRuns refuses a comparison that has no median.
var errRuns = errors.New("--runs must be at least 1")

// compareAndPrint compares the service of this tree with another program.
func (b *bench) compareAndPrint(ctx context.Context) error {
	if b.runs < 1 {
		return errRuns
	}
	c := comparison{clients: b.clients, runs: b.runs}
	questions, err := b.countBoth(ctx, &c)
	if err != nil {
		return err
	}
	if err := b.timeBoth(ctx, questions, &c); err != nil {
		return err
	}
	if b.wants(writesName) {
		writes, err := b.compareWrites(ctx)
		if err != nil {
			return err
		}
		c.pairs = append(c.pairs, writes...)
	}
	fmt.Println(c.markdown())
	return b.keep(c.numbers())
}

// countBoth counts the database hits of each program, and returns the questions.
func (b *bench) countBoth(ctx context.Context, c *comparison) (questions []*question, err error) {
	for side := range b.programs {
		if questions, err = b.countSide(ctx, c, side); err != nil {
			return nil, err
		}
	}
	return questions, nil
}

func (b *bench) countSide(ctx context.Context, c *comparison, side int) ([]*question, error) {
	p := b.programs[side]
	t, err := b.openTapped(ctx, p)
	if err != nil {
		return nil, err
	}
	defer t.stop()
	questions, err := b.questions(ctx, t.api)
	if err != nil {
		return nil, err
	}
	if c.pairs == nil {
		c.pairs = make([]pair, len(questions))
	}
	for i, q := range questions {
		fmt.Fprintln(os.Stderr, "counting", q.name, "of", p.binary)
		c.pairs[i].name = q.name
		if c.pairs[i].sides[side].hits, err = t.hits(ctx, b.db, q); err != nil {
			return nil, err
		}
	}
	return questions, nil
}

// timeBoth serves the graph by both programs and asks each question in alternating runs.
func (b *bench) timeBoth(ctx context.Context, questions []*question, c *comparison) error {
	apis, stop, err := b.serveBoth(ctx, b.base)
	if err != nil {
		return err
	}
	defer stop()
	for i, q := range questions {
		fmt.Fprintln(os.Stderr, "measuring", q.name)
		ways := [2]way{}
		for side, api := range apis {
			ways[side] = overHTTP(api, q.requests(api))
		}
		err := sameAnswers(apis, q)
		if err == nil {
			err = b.alternate(ways, &c.pairs[i])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
	}
	return nil
}

// serveBoth starts both programs on a database.
func (b *bench) serveBoth(ctx context.Context, base *database) (apis [2]*client, stop func(), err error) {
	var running []*process
	stop = func() {
		for _, p := range running {
			p.stop()
		}
	}
	for side, p := range b.programs {
		service, err := p.serve(ctx, b.dir, base.Config)
		if err != nil {
			stop()
			return apis, nil, err
		}
		running = append(running, service)
		apis[side] = &client{addr: service.addr}
	}
	return apis, stop, nil
}
