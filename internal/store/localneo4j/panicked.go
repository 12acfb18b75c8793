package localneo4j

import (
	"context"
	"fmt"
	"time"

	"github.com/shirou/gopsutil/v4/disk"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

const (
	// roomMB is what must be free before a Neo4j that gave up is started again: it reserves a file
	// of 256 MB for its log at times. smallRoomMB is that of one that reserves nothing.
	roomMB, smallRoomMB = 300, 24
	roomPause           = time.Second
	// relapse is how long after a restart a database that gives up again is left alone for a while.
	relapse = time.Minute
)

// room tells whether there is room to start Neo4j again, in words too.
func (s seeker) room() (enough bool, words string) {
	least := uint64(roomMB)
	if s.Small {
		least = smallRoomMB
	}
	usage, err := disk.Usage(s.DataDir)
	if err != nil {
		return true, "the room on its disk is not known"
	}
	free := usage.Free >> 20
	if free < least {
		return false, fmt.Sprintf("its disk has %d MB left: free at least %d MB, and it is started again by itself", free, least)
	}
	return true, fmt.Sprintf("its disk has %d MB left, and it is being started again", free)
}

// panicked notes that the database gave up, and says what becomes of it.
func (k *Kept) panicked() string {
	k.mu.Lock()
	_, ours := k.current.(*Instance)
	k.mu.Unlock()
	_, words := k.seeker.room()
	if !ours {
		return "this process does not run it; stop it and start it again (clustergraph neo4j stop), with room on its disk"
	}
	select {
	case k.ill <- struct{}{}:
	default: // it is known
	}
	return words
}

// heal ends a Neo4j of ours that gave up, when there is room for another start.
func (k *Kept) heal(ctx context.Context, instance *Instance) {
	if !isIll(ctx, instance) {
		return // what was noted was known before its last start
	}
	if since := time.Since(k.healed); since < relapse && pause(ctx, relapse-since) != nil {
		return
	}
	for told := false; ; told = true {
		enough, words := k.seeker.room()
		if !told || enough {
			k.seeker.Logger.Error("the database gave up and has to be started again", "dataDir", k.seeker.DataDir, "disk", words)
		}
		if enough {
			break
		}
		select {
		case <-instance.Done():
			return
		case <-ctx.Done():
			return
		case <-time.After(roomPause):
		}
	}
	k.healed = time.Now()
	if err := instance.Stop(ctx); err != nil {
		k.seeker.Logger.Error("the database that gave up did not end in order", "cause", err)
	}
}

// isIll asks again whether the database gave up.
func isIll(ctx context.Context, instance *Instance) bool {
	return neo.Panicked(ping(ctx, instance.Config()))
}
