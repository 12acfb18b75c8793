package upload

import (
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// window is how often a sender is looked at, and least how many bytes it sends meanwhile:
	// uploads may take as long as they go on, and one that only keeps its connection open does not.
	window = 30 * time.Second
	least  = 30 << 10
)

// answer is what an upload is answered with.
type answer struct {
	Upload string `json:"upload,omitempty"`
	Files  []File `json:"files,omitempty"`
	Error  string `json:"error,omitempty"`
	Code   string `json:"code,omitempty"`
}

// Handler takes the files of a multipart/form-data POST and answers with the upload's id
// as JSON. On any error nothing is kept. Origins are checked by the caller.
func (s *Store) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Large files take longer than the time that other requests have.
		r.Body = &patient{ReadCloser: r.Body, control: http.NewResponseController(w), window: s.window, arrived: least}
		upload, err := s.take(r)
		if err != nil {
			refuse(w, err)
			return
		}
		files, err := upload.List()
		if err != nil {
			refuse(w, err)
			return
		}
		respond(w, http.StatusCreated, answer{Upload: upload.ID, Files: files})
	})
}

// patient gives the sender a new window whenever it has sent enough in the last.
type patient struct {
	io.ReadCloser
	control *http.ResponseController
	window  time.Duration
	// arrived are the bytes of the window at hand.
	arrived int
}

func (p *patient) Read(b []byte) (int, error) {
	if p.arrived >= least {
		p.arrived = 0
		until := time.Now().Add(p.window)
		_ = p.control.SetReadDeadline(until)                // a recorder in a test has no deadlines
		_ = p.control.SetWriteDeadline(until.Add(p.window)) // the answer comes after the last byte
	}
	n, err := p.ReadCloser.Read(b)
	p.arrived += n
	return n, err
}

func (s *Store) take(r *http.Request) (*Upload, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "send the files as multipart/form-data, such as: curl -F file=@companies.csv …/imports")
	}
	if err := s.admit(r.ContentLength); err != nil {
		return nil, err
	}
	upload, err := s.New()
	if err != nil {
		return nil, err
	}
	if err := upload.takeAll(parts); err != nil {
		return nil, errors.Join(err, upload.Discard())
	}
	return upload, nil
}

func (u *Upload) takeAll(parts *multipart.Reader) error {
	left, files := u.store.limits.One, 0
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return u.store.cut(err)
		}
		if part.FileName() == "" {
			continue
		}
		if files++; files > maxFiles {
			return fault.New(fault.BadUserInput, "at most %d files at once", maxFiles)
		}
		n, err := u.add(part.FileName(), part, left)
		if err != nil {
			return u.store.cut(err)
		}
		left -= n
	}
	if files == 0 {
		return fault.New(fault.BadUserInput, "there is no file in the request; send it as multipart/form-data, such as: curl -F file=@companies.csv …/imports")
	}
	return nil
}

// cut is an error of the sender, unless it is one of ours.
func (s *Store) cut(err error) error {
	if _, ours := errors.AsType[*fault.Error](err); ours {
		return err
	}
	if slow, is := errors.AsType[net.Error](err); is && slow.Timeout() {
		return fault.Wrap(fault.BadUserInput, err, "the upload was given up: it sent less than %d KiB in %s; send it again over a faster connection, or in parts", least>>10, s.window)
	}
	return fault.Wrap(fault.BadUserInput, err, "the upload ended too early; send it again")
}

// messageOf is what the client reads, without the cause.
func messageOf(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Message
	}
	return "the upload failed"
}

func refuse(w http.ResponseWriter, err error) {
	code := fault.CodeOf(err)
	respond(w, code.HTTPStatus(), answer{Error: messageOf(err), Code: string(code)})
}

func respond(w http.ResponseWriter, status int, a answer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(a) // the client is gone; nobody is left to tell
}
