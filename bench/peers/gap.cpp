// The GAP benchmarks' methods (Beamer, Asanovic, Patterson, arXiv 1508.03619), written afresh from their papers, on a .gsb file:
// connected components (Afforest), breadth-first search (direction-optimising), PageRank (pulling, L1 change), triangles (ordered intersection).
// g++ -O3 -march=native -fopenmp gap.cpp -o gap; gap FILE.gsb REPEATS PAGERANK_TOLERANCE [COMPONENTS|BFS|PAGERANK|TRIANGLES]; prints "name median least result".
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unordered_map>
#include <vector>

struct Graph {
    int64_t n, arcs;
    std::vector<int64_t> offsets;
    std::vector<int32_t> neighbors;
    int64_t degree(int32_t u) const { return offsets[u + 1] - offsets[u]; }
};

static Graph read(const char* path) {
    int file = open(path, O_RDONLY);
    struct stat info;
    if (file < 0 || fstat(file, &info) != 0) { perror(path); exit(1); }
    const char* at = static_cast<const char*>(mmap(nullptr, info.st_size, PROT_READ, MAP_PRIVATE, file, 0));
    Graph g;
    memcpy(&g.n, at + 16, 8);
    memcpy(&g.arcs, at + 24, 8);
    g.offsets.resize(g.n + 1);
    memcpy(g.offsets.data(), at + 256, (g.n + 1) * 8);
    int64_t place = (256 + (g.n + 1) * 8 + 63) / 64 * 64;
    g.neighbors.resize(g.arcs);
    memcpy(g.neighbors.data(), at + place, g.arcs * 4);
    munmap(const_cast<char*>(at), info.st_size);
    return g;
}

static void link(int32_t u, int32_t v, std::vector<int32_t>& comp) {
    int32_t p1 = comp[u], p2 = comp[v];
    while (p1 != p2) {
        int32_t high = std::max(p1, p2), low = std::min(p1, p2);
        int32_t above = comp[high];
        if (above == low || (above == high && __sync_bool_compare_and_swap(&comp[high], high, low)))
            return;
        p1 = comp[comp[high]];
        p2 = comp[low];
    }
}

static void compress(std::vector<int32_t>& comp) {
#pragma omp parallel for schedule(dynamic, 16384)
    for (int64_t v = 0; v < (int64_t)comp.size(); v++)
        while (comp[v] != comp[comp[v]])
            comp[v] = comp[comp[v]];
}

static std::vector<int32_t> components(const Graph& g) {
    std::vector<int32_t> comp(g.n);
#pragma omp parallel for
    for (int64_t v = 0; v < g.n; v++)
        comp[v] = v;
    const int rounds = 2;
    for (int r = 0; r < rounds; r++) {
#pragma omp parallel for schedule(dynamic, 16384)
        for (int64_t u = 0; u < g.n; u++)
            if (r < g.degree(u))
                link(u, g.neighbors[g.offsets[u] + r], comp);
        compress(comp);
    }
    std::unordered_map<int32_t, int> counts;
    std::mt19937 random;
    std::uniform_int_distribution<int64_t> any(0, g.n - 1);
    for (int i = 0; i < 1024; i++)
        counts[comp[any(random)]]++;
    int32_t frequent = std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
#pragma omp parallel for schedule(dynamic, 16384)
    for (int64_t u = 0; u < g.n; u++) {
        if (comp[u] == frequent)
            continue;
        for (int64_t k = g.offsets[u] + rounds; k < g.offsets[u + 1]; k++)
            link(u, g.neighbors[k], comp);
    }
    compress(comp);
    return comp;
}

struct Bits {
    std::vector<uint64_t> words;
    explicit Bits(int64_t n) : words((n + 63) / 64) {}
    bool get(int64_t i) const { return words[i >> 6] >> (i & 63) & 1; }
    void set(int64_t i) { words[i >> 6] |= 1ull << (i & 63); }
    void setAtomic(int64_t i) { __sync_fetch_and_or(&words[i >> 6], 1ull << (i & 63)); }
    void reset() { std::fill(words.begin(), words.end(), 0); }
};

// Parents; -1 - degree marks what is not reached, as in the original.
static std::vector<int32_t> bfs(const Graph& g, int32_t source) {
    const int alpha = 15, beta = 18;
    std::vector<int32_t> parent(g.n);
#pragma omp parallel for
    for (int64_t v = 0; v < g.n; v++)
        parent[v] = g.degree(v) != 0 ? -(int32_t)g.degree(v) : -1;
    parent[source] = source;
    std::vector<int32_t> queue{source};
    queue.reserve(g.n);
    Bits front(g.n), next(g.n);
    int64_t unexplored = g.arcs, scout = g.degree(source);
    while (!queue.empty()) {
        if (scout > unexplored / alpha) {
            front.reset();
            for (int32_t u : queue)
                front.set(u);
            int64_t awake = queue.size(), before;
            do {
                before = awake;
                awake = 0;
                next.reset();
#pragma omp parallel for reduction(+ : awake) schedule(dynamic, 1024)
                for (int64_t v = 0; v < g.n; v++) {
                    if (parent[v] >= 0)
                        continue;
                    for (int64_t k = g.offsets[v]; k < g.offsets[v + 1]; k++) {
                        int32_t u = g.neighbors[k];
                        if (front.get(u)) {
                            parent[v] = u;
                            awake++;
                            next.setAtomic(v);
                            break;
                        }
                    }
                }
                std::swap(front, next);
            } while (awake >= before || awake > g.n / beta);
            queue.clear();
            for (int64_t v = 0; v < g.n; v++)
                if (front.get(v))
                    queue.push_back(v);
            scout = 1;
        } else {
            unexplored -= scout;
            scout = 0;
            std::vector<int32_t> found;
#pragma omp parallel
            {
                std::vector<int32_t> local;
#pragma omp for reduction(+ : scout) nowait
                for (int64_t i = 0; i < (int64_t)queue.size(); i++) {
                    int32_t u = queue[i];
                    for (int64_t k = g.offsets[u]; k < g.offsets[u + 1]; k++) {
                        int32_t v = g.neighbors[k], p = parent[v];
                        if (p < 0 && __sync_bool_compare_and_swap(&parent[v], p, u)) {
                            local.push_back(v);
                            scout += -p;
                        }
                    }
                }
#pragma omp critical
                found.insert(found.end(), local.begin(), local.end());
            }
            queue.swap(found);
        }
    }
    return parent;
}

// Gauss-Seidel, in double precision as the ranks that it is set beside (the original: single).
static int pagerank(const Graph& g, double tolerance) {
    const double base = (0.15 / g.n), damping = 0.85;
    std::vector<double> ranks(g.n, (1.0 / g.n)), outgoing(g.n);
#pragma omp parallel for
    for (int64_t v = 0; v < g.n; v++)
        outgoing[v] = g.degree(v) > 0 ? ranks[v] / g.degree(v) : 0;
    for (int iteration = 1;; iteration++) {
        double error = 0;
#pragma omp parallel for reduction(+ : error) schedule(dynamic, 16384)
        for (int64_t u = 0; u < g.n; u++) {
            double sum = 0;
            for (int64_t k = g.offsets[u]; k < g.offsets[u + 1]; k++)
                sum += outgoing[g.neighbors[k]];
            double rank = base + damping * sum;
            error += std::fabs(rank - ranks[u]);
            ranks[u] = rank;
            outgoing[u] = g.degree(u) > 0 ? rank / g.degree(u) : 0;
        }
        if (error < tolerance || iteration == 1000)
            return iteration;
    }
}

static Graph byDegree(const Graph& g) {
    std::vector<int32_t> order(g.n), place(g.n);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return g.degree(a) != g.degree(b) ? g.degree(a) > g.degree(b) : a > b; });
    for (int64_t i = 0; i < g.n; i++)
        place[order[i]] = i;
    Graph r{g.n, g.arcs, std::vector<int64_t>(g.n + 1), std::vector<int32_t>(g.arcs)};
    for (int64_t i = 0; i < g.n; i++)
        r.offsets[i + 1] = r.offsets[i] + g.degree(order[i]);
#pragma omp parallel for schedule(dynamic, 1024)
    for (int64_t i = 0; i < g.n; i++) {
        int64_t at = r.offsets[i];
        for (int64_t k = g.offsets[order[i]]; k < g.offsets[order[i] + 1]; k++)
            r.neighbors[at++] = place[g.neighbors[k]];
        std::sort(r.neighbors.begin() + r.offsets[i], r.neighbors.begin() + at);
    }
    return r;
}

static int64_t triangles(const Graph& given) {
    Graph g = byDegree(given);
    int64_t total = 0;
#pragma omp parallel for reduction(+ : total) schedule(dynamic, 64)
    for (int64_t u = 0; u < g.n; u++)
        for (int64_t a = g.offsets[u]; a < g.offsets[u + 1]; a++) {
            int32_t v = g.neighbors[a];
            if (v > u)
                break;
            int64_t it = g.offsets[u];
            for (int64_t b = g.offsets[v]; b < g.offsets[v + 1]; b++) {
                int32_t w = g.neighbors[b];
                if (w > v)
                    break;
                while (g.neighbors[it] < w)
                    it++;
                total += g.neighbors[it] == w;
            }
        }
    return total;
}

int main(int count, char** args) {
    Graph g = read(args[1]);
    int repeats = atoi(args[2]);
    double tolerance = atof(args[3]);
    std::string only = count > 4 ? args[4] : "";
    auto time = [&](const char* name, std::function<int64_t()> work) {
        if (!only.empty() && only != name)
            return;
        std::vector<double> seconds;
        int64_t result = work();
        for (int i = 0; i < repeats; i++) {
            auto start = std::chrono::steady_clock::now();
            result = work();
            seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }
        std::sort(seconds.begin(), seconds.end());
        printf("%s %.6f %.6f %ld\n", name, seconds[seconds.size() / 2], seconds[0], (long)result);
        fflush(stdout);
    };
    int32_t hub = 0;
    for (int64_t v = 0; v < g.n; v++)
        if (g.degree(v) > g.degree(hub))
            hub = v;
    time("components", [&] { auto c = components(g); int64_t k = 0; for (int64_t v = 0; v < g.n; v++) k += c[v] == v; return k; });
    time("bfs", [&] { auto p = bfs(g, hub); int64_t k = 0; for (int64_t v = 0; v < g.n; v++) k += p[v] >= 0; return k; });
    time("pagerank", [&] { return (int64_t)pagerank(g, tolerance); });
    time("triangles", [&] { return triangles(g); });
}
