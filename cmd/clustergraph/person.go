package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

type personCommand struct {
	Record personRecordCommand `cmd:"" help:"Write everything that is held about a person, withheld or not, as JSON."`
	Erase  personEraseCommand  `cmd:"" help:"Erase a person for good; what happened stays in the history without them."`
}

type personRecordCommand struct {
	databaseFlags
	ID  string `arg:"" help:"Id of the person."`
	Out string `help:"File to write, readable by its owner alone; left out, it is printed." type:"path" placeholder:"FILE"`
}

// Run writes the record.
func (c *personRecordCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		v := view.NewDoor(cat, db, nil, nil).Open(grant.Full())
		defer v.Close(ctx)
		held, err := people.Held(ctx, v, c.ID)
		if err != nil {
			return err
		}
		if c.Out == "" {
			return writeJSON(os.Stdout, held)
		}
		file, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return fault.Wrap(fault.BadUserInput, err, "the record cannot be written to %s; name a file that is not there yet", c.Out)
		}
		return errors.Join(writeJSON(file, held), file.Close())
	})
}

func writeJSON(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}

type personEraseCommand struct {
	databaseFlags
	ID      string `arg:"" help:"Id of the person."`
	Reason  string `help:"Why, for the audit; no personal data." required:"" placeholder:"TEXT"`
	Confirm string `help:"The id once more, since this cannot be undone." required:"" placeholder:"ID"`
	As      string `help:"Who the erasure is recorded for." default:"operator" placeholder:"NAME"`
}

// Run erases the person and prints what became of them.
func (c *personEraseCommand) Run(ctx context.Context, log *slog.Logger) error {
	if err := errors.Join(people.Check(c.ID, c.Reason, c.Confirm)...); err != nil {
		return err
	}
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		store, err := c.uploads()
		if err != nil {
			return err
		}
		erasure, err := c.erase(ctx, db, cat, store)
		if err == nil && store != nil && erasure.Waits(store.Place()) {
			err = importjob.FinishErasure(ctx, db, store, erasure)
		}
		if err != nil {
			return err
		}
		return writeJSON(os.Stdout, erasure)
	})
}

func (c *personEraseCommand) erase(ctx context.Context, db *neo.DB, cat *catalog.Catalog, store *upload.Store) (erasure *people.Erasure, err error) {
	writer := record.NewWriter(cat, id.NewGenerator(time.Now, rand.Reader), time.Now).As(c.As)
	door := view.NewDoor(cat, db, nil, nil)
	request := people.ErasureRequest{Person: c.ID, Reason: c.Reason, Confirm: c.Confirm, Also: importjob.Forget}
	if store != nil {
		request.Place = store.Place()
	}
	err = db.Write(ctx, func(tx *neo.Tx) error {
		erasure, err = people.NewEraser(cat).Whole(ctx, door.Within(grant.Full(), tx), record.Work{Tx: tx, Writer: writer}, request)
		return err
	})
	return erasure, err
}

// uploads are those of this machine, nil where nothing was ever uploaded.
func (c *personEraseCommand) uploads() (*upload.Store, error) {
	dir := filepath.Join(c.DataDir, "uploads")
	if _, err := os.Stat(dir); err != nil {
		return nil, nil //nolint:nilerr,nilnil // nothing was ever uploaded here
	}
	return upload.Open(dir, upload.Limits{})
}
