using GraphSparse.Commands;
using GraphSparse.IO;

namespace GraphSparse.Jobs;

/// <summary>The output folder of a job: which files in it the job made, so that it replaces and deletes those alone.</summary>
/// <remarks>A file is the job's own where the manifest lists it and its checksum still holds, or where the manifest says that it was being written when the
/// job was killed. Everything else is someone's, and is replaced with --overwrite alone.</remarks>
internal sealed class JobFolder
{
    private const int MostManifestBytes = 1 << 30;

    private readonly JobSpec _job;
    private readonly bool _overwrite;
    private readonly Dictionary<string, OutputFile> _own = new(StringComparer.Ordinal);

    /// <summary>Looks at what is there.</summary>
    /// <exception cref="IOException">Something is there that is not the job's, and may not be replaced.</exception>
    public JobFolder(JobSpec job, RunSettings settings)
    {
        _job = job;
        _overwrite = settings.Overwrite;
        Known = ReadManifest();
        foreach (OutputFile file in (Known?.Steps ?? []).SelectMany(s => s.Outputs).Concat(Known?.Earlier ?? []))
            _own[file.Path] = file;
        if (Known?.Report is { } report)
            _own[report.Path] = report;
        if (Known?.Writing is { } writing)
            Array.ForEach([.. JobPlan.OutputsWith(job, writing)], Adopt);
        RefuseForeign(settings.CancellationToken);
        RemoveLeftovers();
    }

    /// <summary>The manifest of this job from before, or null.</summary>
    public Manifest? Known { get; }

    /// <summary>What a user should know about the folder.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Files of the job that are in none of <paramref name="listed"/>.</summary>
    public IReadOnlyList<OutputFile>? Earlier(IEnumerable<OutputFile> listed)
    {
        HashSet<string> paths = [.. listed.Select(f => f.Path)];
        OutputFile[] others = [.. _own.Values.Where(f => !paths.Contains(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal)];
        return others.Length == 0 ? null : others;
    }

    /// <summary>Notes that the job made a file.</summary>
    public void Add(OutputFile file) => _own[file.Path] = file;

    /// <summary>Notes that the file at a path, if there is one, is the job's: it was being written.</summary>
    public void Adopt(string relative)
    {
        string path = Path.Combine(_job.Output, relative);
        if (IsPlain(path))
            _own[relative] = new OutputFile(relative, new FileInfo(path).Length, InputFiles.Sha256(path));
    }

    /// <summary>Whether something stands at a path that would have to be replaced; fails where it is not the job's.</summary>
    /// <exception cref="IOException">It may not be replaced.</exception>
    public bool MustReplace(string relative, CancellationToken cancellationToken)
    {
        string path = Path.Combine(_job.Output, relative);
        if (!IsThere(path))
            return false;
        if (new FileInfo(path).LinkTarget is not null)
            throw FileErrors.Refusal(path, $"'{path}' is a link, and a job never writes through links; delete it.");
        if (_overwrite)
            return true;
        if (!_own.TryGetValue(relative, out OutputFile? own))
            throw FileErrors.Refusal(path, $"'{path}' exists and was not written by this job{Aside}; --overwrite replaces it.");
        if (!Matches(own, cancellationToken))
            throw FileErrors.Refusal(path, $"'{path}' was changed since this job wrote it; --overwrite replaces it.");
        return true;
    }

    /// <summary>What became of a manifest that could not be read: without it no file is known to be the job's.</summary>
    private string Aside => Notes.Count == 0 ? "" : $" ({Notes[0]})";

    /// <summary>Whether an output is there as it was written.</summary>
    public bool Matches(OutputFile output, CancellationToken cancellationToken)
    {
        string path = Path.Combine(_job.Output, output.Path);
        return IsPlain(path) && new FileInfo(path).Length == output.Bytes && InputFiles.Sha256(path, cancellationToken) == output.Sha256;
    }

    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsPlain(string path) => FileKind.IsRegular(path) && new FileInfo(path).LinkTarget is null;

    /// <summary>Before any work: outputs of others, and a report that someone changed.</summary>
    private void RefuseForeign(CancellationToken cancellationToken)
    {
        foreach (string relative in JobPlan.Outputs(_job))
        {
            if (!_own.ContainsKey(relative))
                MustReplace(relative, cancellationToken);
        }

        if (_job.Report is not null)
            MustReplace(_job.Report, cancellationToken);
    }

    private Manifest? ReadManifest()
    {
        string path = Path.Combine(_job.Output, Manifest.FileName);
        if (!IsThere(path))
            return null;
        if (!IsPlain(path))
            throw FileErrors.Refusal(path, $"'{path}' is not a plain file; the job needs this name for its manifest.");
        long length = new FileInfo(path).Length;
        byte[] bytes = length > MostManifestBytes ? [] : File.ReadAllBytes(path);
        if (Manifest.Parse(bytes) is { } manifest)
        {
            return manifest.Name == _job.Name ? manifest
                : _overwrite ? null
                : throw FileErrors.Refusal(path, $"'{path}' is the manifest of job '{manifest.Name}', not of '{_job.Name}'; choose another 'output', or give --overwrite.");
        }

        bool isOurs = length == 0 || bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.GetBytes(Manifest.Head)) || bytes.All(b => b == 0);
        if (!isOurs && !_overwrite)
            throw FileErrors.Refusal(path, $"'{path}' exists and is not the manifest of a job; choose another 'output', or give --overwrite.");
        SetAside(path, isOurs);
        return null;
    }

    private void SetAside(string path, bool isOurs)
    {
        int number = 1;
        while (IsThere($"{path}.damaged-{number}"))
            number++;
        string aside = $"{path}.damaged-{number}";
        FileErrors.Naming(path, () => FileCalls.Current.Rename(path, aside, overwrite: false));
        Notes.Add($"'{path}' {(isOurs ? "was damaged" : "was not the manifest of a job")} and is now '{Path.GetFileName(aside)}'; all steps run again");
    }

    /// <summary>Takes away unfinished files of a killed run: of the job's own outputs, in the exact form of their names, in its own folders.</summary>
    private void RemoveLeftovers()
    {
        foreach (IGrouping<string, string> folder in JobPlan.Outputs(_job).Append(Manifest.FileName).GroupBy(o => Path.GetDirectoryName(o)!, StringComparer.Ordinal))
        {
            var info = new DirectoryInfo(Path.Combine(_job.Output, folder.Key));
            if (!info.Exists || (folder.Key.Length > 0 && info.LinkTarget is not null))
                continue;
            HashSet<string> names = [.. folder.Select(o => Path.GetFileName(o))];
            foreach (FileInfo file in info.EnumerateFiles("*" + AtomicFile.PartialMark + "*"))
            {
                string output = file.Name[..file.Name.LastIndexOf(AtomicFile.PartialMark, StringComparison.Ordinal)];
                if (names.Contains(output) && FilePaths.IsPartialOf(file.Name, output) && IsPlain(file.FullName))
                    FileErrors.Naming(file.FullName, () => FileCalls.Current.Delete(file.FullName));
            }
        }
    }
}
