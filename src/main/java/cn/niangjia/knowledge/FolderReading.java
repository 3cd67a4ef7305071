package cn.niangjia.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of the knowledge folders. A document is its id; a file has changed when its content has. A broken file
 * is reported and stops no other. A file that is gone withdraws its document, unless its whole folder or more than a
 * fifth of the folder's files is gone at once: that looks like a mishap, changes nothing and is reported.
 */
class FolderReading {

    private static final Logger log = LoggerFactory.getLogger(FolderReading.class);
    private static final int MISHAP_FRACTION = 5;

    private final DocumentReader reader;
    private final Documents documents;
    private final Map<String, Documents.FileState> known;
    private final Map<String, Documents.FileState> knownByFile;
    private final Map<String, String> seen = new HashMap<>();
    private final Set<String> untouched = new HashSet<>();
    private final LoadReport report = new LoadReport();

    FolderReading(DocumentReader reader, Documents documents) {
        this.reader = reader;
        this.documents = documents;
        this.known = documents.fileStates();
        this.knownByFile = known.values().stream().collect(Collectors.toMap(
                state -> state.folder() + "/" + state.path(), Function.identity(), (one, other) -> one));
    }

    LoadReport report() {
        return report;
    }

    void read(KnowledgeFolder folder) {
        if (!folder.exists()) {
            leaveUntouched(folder, "没有这个文件夹，它原有的文件保持不变：" + folder.path());
            return;
        }
        try {
            for (Path file : folder.files()) {
                read(folder, file);
            }
        } catch (IOException e) {
            leaveUntouched(folder, "文件夹读不了，它原有的文件保持不变");
        }
    }

    private void leaveUntouched(KnowledgeFolder folder, String why) {
        untouched.add(folder.name());
        report.problem(folder.name(), 0, why);
    }

    private void read(KnowledgeFolder folder, Path file) {
        String path = folder.relative(file);
        Documents.FileState state = knownByFile.get(folder.name() + "/" + path);
        try {
            byte[] bytes = Files.readAllBytes(file);
            String hash = KnowledgeFolder.hash(bytes);
            if (state != null && state.hash().equals(hash)) {
                keep(state);
            } else {
                take(reader.read(path, bytes), folder.name(), path, hash);
            }
        } catch (UnreadableDocument e) {
            refuse(folder, path, state, e.line(), String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            log.warn("knowledge file {}/{} could not be taken in", folder.name(), path, e);
            refuse(folder, path, state, 0, "这个文件读不进来，已跳过");
        }
    }

    /** A file that was good and is broken now leaves the document it once made as it is. */
    private void refuse(KnowledgeFolder folder, String path, Documents.@Nullable FileState state, int line, String message) {
        if (state != null) {
            seen.putIfAbsent(state.id(), state.hash());
        }
        report.problem(folder.name() + "/" + path, line, message);
    }

    private void keep(Documents.FileState state) {
        seen.put(state.id(), state.hash());
        restoreIfWithdrawn(state);
        report.unchanged();
    }

    /** Of two files with one id and the same content one is enough; with different content the later gets its folder's name. */
    private void take(ReadDocument read, String folder, String path, String hash) {
        if (read.isEmpty()) {
            return;
        }
        boolean taken = seen.containsKey(read.id()) && !hash.equals(seen.get(read.id()));
        ReadDocument document = taken ? read.withId(folder + "/" + read.id()) : read;
        if (seen.put(document.id(), hash) == null) {
            save(document, folder, path, hash);
        }
    }

    private void save(ReadDocument document, String folder, String path, String hash) {
        Documents.FileState state = known.get(document.id());
        if (state != null && state.hash().equals(hash)) {
            documents.moved(document.id(), folder, path);
            restoreIfWithdrawn(state);
            report.unchanged();
        } else if (state == null ? documents.find(document.id()).isPresent() : state.detached()) {
            documents.propose(document, folder, path, hash);
            report.proposed();
        } else {
            documents.publish(document, folder, path, hash);
            report.published();
        }
    }

    /** What an admin took out stays out, though its file is still there. */
    private void restoreIfWithdrawn(Documents.FileState state) {
        if (state.state() == Document.State.WITHDRAWN && !state.detached()) {
            documents.restore(state.id());
            report.restored();
        }
    }

    /** To be called when all folders were read. A folder that is no longer configured gives up its documents. */
    void withdrawMissing(List<KnowledgeFolder> configured) {
        Set<String> names = configured.stream().map(KnowledgeFolder::name).collect(Collectors.toSet());
        known.values().stream()
                .filter(state -> state.state() == Document.State.PUBLISHED && !state.detached())
                .filter(state -> !untouched.contains(state.folder()))
                .collect(Collectors.groupingBy(Documents.FileState::folder))
                .forEach((folder, states) -> withdrawMissing(folder, names.contains(folder), states));
    }

    private void withdrawMissing(String folder, boolean configured, List<Documents.FileState> states) {
        List<String> missing = states.stream().map(Documents.FileState::id).filter(id -> !seen.containsKey(id)).toList();
        if (missing.isEmpty()) {
            return;
        }
        if (configured && missing.size() * MISHAP_FRACTION > states.size()) {
            report.problem(folder, 0, "一下少了 " + missing.size() + " 个文件（共 " + states.size()
                    + " 个），像是弄错了，先不撤下。确实要撤，请分几次删，或把文件夹从设置里去掉");
            return;
        }
        documents.withdraw(missing);
        report.withdrawn(missing.size());
    }
}
