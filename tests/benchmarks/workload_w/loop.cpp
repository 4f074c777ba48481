// W in C++: what the machine can do. Events are packed into one integer, tick << 27 | rank << 24 | claimant, so that one
// comparison decides time, then rank, then number; one heap of four children holds the ends of services.

#include <cstdint>
#include <vector>

using std::int64_t;
using std::uint32_t;

namespace {

constexpr int STEPS = 5, POOLS = 3, T = 27, R = 24;
constexpr int64_t ROSTER = 2, END = 4, ARRIVE = 6, MASK = (1 << R) - 1;
constexpr int POOL[STEPS] = {0, 0, 1, 1, 2}, FIRST[POOLS] = {0, 2, 4}, LAST[POOLS] = {1, 3, 4};  // steps of a pool follow
constexpr int64_t NEVER = INT64_MAX;
constexpr uint32_t NOBODY = UINT32_MAX;

struct Heap {
    std::vector<int64_t> keys;  // padded with NEVER, so that every parent has four children
    uint32_t size = 0;
    bool taken = false;  // the least has been taken, and its place is still to be filled: by what is pushed next

    explicit Heap(int64_t most) : keys(4 * most + 8, NEVER) {}

    int64_t least() {
        if (taken) {
            taken = false;
            const int64_t key = keys[--size];
            keys[size] = NEVER;
            if (size > 0) sink(key);
        }
        return keys[0];
    }

    void take() { taken = true; }

    void push(int64_t key) {
        if (taken) {
            taken = false;
            sink(key);
            return;
        }
        uint32_t at = size++;
        while (at > 0) {
            const uint32_t parent = (at - 1) >> 2;
            if (keys[parent] <= key) break;
            keys[at] = keys[parent];
            at = parent;
        }
        keys[at] = key;
    }

    void sink(int64_t key) {
        uint32_t at = 0;
        for (uint32_t child = 1; child < size; child = 4 * at + 1) {
            const int64_t* four = &keys[child];
            const uint32_t one = four[1] < four[0], other = 2 + (four[3] < four[2]);
            const uint32_t best = four[other] < four[one] ? other : one;
            if (four[best] >= key) break;
            keys[at] = four[best];
            at = child + best;
        }
        keys[at] = key;
    }
};

struct Queue {
    uint32_t head = NOBODY, tail = NOBODY;
};

struct Claimant {
    uint32_t visit, last, behind;
};

struct Visit {
    uint32_t step, seconds;
};

}  // namespace

extern "C" int64_t play(
    int64_t count, const int64_t* arrive, const int64_t* first, const int64_t* step, const int64_t* seconds,
    int64_t rows, const int64_t* tick, const int64_t* pool, const int64_t* officers, int64_t end, int64_t* left) {
    std::vector<Claimant> claimants(count);
    std::vector<Visit> visits(first[count]);
    for (int64_t p = 0; p < count; ++p) {
        claimants[p] = {static_cast<uint32_t>(first[p]), static_cast<uint32_t>(first[p + 1]), NOBODY};
        left[p] = -1;
    }
    for (int64_t v = 0; v < first[count]; ++v) visits[v] = {static_cast<uint32_t>(step[v]), static_cast<uint32_t>(seconds[v])};
    int64_t most = 0, row = 0, following = 0, events = 0;
    for (int64_t r = 0; r < rows; ++r) most = officers[r] > most ? officers[r] : most;
    Heap heap(POOLS * most);
    Queue queues[STEPS];
    int64_t busy[POOLS] = {}, level[POOLS] = {};

    const auto join = [&](uint32_t p, uint32_t s) {
        Queue& queue = queues[s];
        claimants[p].behind = NOBODY;
        (queue.head == NOBODY ? queue.head : claimants[queue.tail].behind) = p;
        queue.tail = p;
    };
    const auto serve = [&](int s, int of, int64_t now) {
        while (busy[of] < level[of] && queues[s].head != NOBODY) {
            const uint32_t p = queues[s].head;
            queues[s].head = claimants[p].behind;
            ++busy[of];
            heap.push((now + visits[claimants[p].visit].seconds) << T | END << R | p);
        }
    };
    const auto dispatch = [&](int of, int64_t now) {  // later steps first
        for (int s = LAST[of]; s >= FIRST[of]; --s) serve(s, of, now);
    };

    int64_t next = count ? arrive[0] << T | ARRIVE << R : NEVER, change = rows ? tick[0] << T | ROSTER << R : NEVER;
    while (true) {
        int64_t key = heap.least();
        key = next < key ? next : key;
        key = change < key ? change : key;
        const int64_t now = key >> T;
        if (key == NEVER || now >= end) break;
        ++events;
        if (key == change) {
            const int of = static_cast<int>(pool[row]);
            level[of] = officers[row++];
            change = row < rows ? tick[row] << T | ROSTER << R : NEVER;
            dispatch(of, now);
            continue;
        }
        const uint32_t p = static_cast<uint32_t>(key & MASK);
        if (key == next) {
            ++following;
            next = following < count ? arrive[following] << T | ARRIVE << R | following : NEVER;
        } else {
            heap.take();
            Claimant& me = claimants[p];
            const int was = POOL[visits[me.visit].step];
            --busy[was];
            if (++me.visit == me.last) {
                left[p] = now;
                dispatch(was, now);
                continue;
            }
            const uint32_t then = visits[me.visit].step;
            join(p, then);
            dispatch(was, now);
            if (POOL[then] != was) dispatch(POOL[then], now);
            continue;
        }
        const uint32_t begins = visits[claimants[p].visit].step;
        join(p, begins);
        dispatch(POOL[begins], now);
    }
    return events;
}
