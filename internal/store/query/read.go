package query

import "context"

// All runs a statement and decodes its rows, as Scan does.
func All[T any](ctx context.Context, run Runner, stmt Statement) ([]T, error) {
	rows, err := run.Query(ctx, stmt)
	if err != nil {
		return nil, err
	}
	return Scan[T](rows)
}

// One is All of a statement of which the first row counts; found is false when there is none.
func One[T any](ctx context.Context, run Runner, stmt Statement) (one T, found bool, err error) {
	rows, err := run.Query(ctx, stmt)
	if err != nil {
		return one, false, err
	}
	return First[T](rows)
}

// Values runs a statement and returns the values of one column, as Column does.
func Values[V any](ctx context.Context, run Runner, stmt Statement, column string) ([]V, error) {
	rows, err := run.Query(ctx, stmt)
	if err != nil {
		return nil, err
	}
	return Column[V](rows, column)
}
