package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, flags()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir, err := cacheDir(o)
	if err != nil {
		return err
	}
	base, err := openDatabase(ctx, o, dir)
	if err != nil {
		return err
	}
	defer base.stop(ctx)
	db, err := neo.Open(base.Config)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	if err := prepare(ctx, db, o.scale); err != nil {
		return err
	}
	b := &bench{options: o, dir: dir, base: base, db: db}
	if b.programs, err = b.buildPrograms(ctx); err != nil {
		return err
	}
	switch {
	case o.statements:
		return b.show(ctx)
	case o.against != "":
		return b.compareAndPrint(ctx)
	}
	return b.measureAndPrint(ctx)
}
