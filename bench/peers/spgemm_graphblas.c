// Times C = A A (plus-times, double) by SuiteSparse:GraphBLAS on a matrix that "GraphSparse.Benchmarks spgemm export" wrote.
//   gcc -O2 spgemm_graphblas.c -lgraphblas -o spgemm_graphblas && ./spgemm_graphblas FILE.csr THREADS REPEATS [jumbled]
// Prints: median seconds, entries of C, sum of C, peak resident KiB. Rows are sorted inside the time, or left in any order with "jumbled".
#include <GraphBLAS.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define OK(call) do { GrB_Info info = (call); if (info != GrB_SUCCESS) { fprintf(stderr, "%s: %d\n", #call, (int)info); exit(1); } } while (0)

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void *read_array(FILE *file, size_t size, size_t count)
{
    void *values = malloc(size * (count + 1));
    if (values == NULL || fread(values, size, count, file) != count) { fprintf(stderr, "the file is too short\n"); exit(1); }
    return values;
}

int main(int argc, char **argv)
{
    if (argc < 4) { fprintf(stderr, "usage: %s FILE.csr THREADS REPEATS [jumbled]\n", argv[0]); return 2; }
    int threads = atoi(argv[2]), repeats = atoi(argv[3]), jumbled = argc > 4 && strcmp(argv[4], "jumbled") == 0;
    FILE *file = fopen(argv[1], "rb");
    if (file == NULL) { perror(argv[1]); return 1; }
    int64_t *head = read_array(file, 8, 2);
    int64_t n = head[0], entries = head[1];
    GrB_Index *offsets = read_array(file, 8, (size_t)n + 1);
    int32_t *narrow = read_array(file, 4, (size_t)entries);
    double *values = read_array(file, 8, (size_t)entries);
    fclose(file);
    GrB_Index *columns = malloc(8 * (size_t)(entries + 1));
    for (int64_t p = 0; p < entries; p++) columns[p] = (GrB_Index)narrow[p];

    OK(GrB_init(GrB_NONBLOCKING));
    OK(GxB_Global_Option_set(GxB_GLOBAL_NTHREADS, threads));
    OK(GxB_Global_Option_set(GxB_FORMAT, GxB_BY_ROW));
    GrB_Matrix a;
    OK(GxB_Matrix_import_CSR(&a, GrB_FP64, (GrB_Index)n, (GrB_Index)n, &offsets, &columns, (void **)&values,
        8 * ((GrB_Index)n + 1), 8 * (GrB_Index)(entries + 1), 8 * (GrB_Index)(entries + 1), false, false, NULL));
    GrB_Descriptor sorted;
    OK(GrB_Descriptor_new(&sorted));
    if (!jumbled) OK(GxB_Desc_set(sorted, GxB_SORT, 1)); // asks the product for sorted rows, which would else be sorted when they are next needed

    double *times = malloc(sizeof(double) * (size_t)repeats);
    GrB_Index count = 0;
    double sum = 0;
    for (int run = -2; run < repeats; run++)
    {
        GrB_Matrix c;
        double start = now();
        OK(GrB_Matrix_new(&c, GrB_FP64, (GrB_Index)n, (GrB_Index)n));
        OK(GrB_mxm(c, NULL, NULL, GrB_PLUS_TIMES_SEMIRING_FP64, a, a, sorted));
        if (!jumbled) OK(GrB_wait(c, GrB_MATERIALIZE)); // a wait sorts whatever is jumbled
        double seconds = now() - start;
        if (run >= 0) times[run] = seconds;
        if (run == repeats - 1)
        {
            OK(GrB_Matrix_nvals(&count, c));
            OK(GrB_Matrix_reduce_FP64(&sum, NULL, GrB_PLUS_MONOID_FP64, c, NULL));
        }
        OK(GrB_free(&c));
    }

    qsort(times, (size_t)repeats, sizeof(double), ascending);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("%.6f %llu %.10g %ld\n", times[repeats / 2], (unsigned long long)count, sum, use.ru_maxrss);
    return 0;
}
