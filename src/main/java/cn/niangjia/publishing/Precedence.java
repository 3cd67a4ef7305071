package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Regions;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** That no place's text takes the place of a wider place's, or passes for it. */
@Component
class Precedence {

    private final Documents documents;
    private final Regions regions;
    private final Rights rights;

    Precedence(Documents documents, Regions regions, Rights rights) {
        this.documents = documents;
        this.regions = regions;
        this.rights = rights;
    }

    /** @throws ResponseStatusException 403 or 422 for a document that this text cannot replace */
    void checkReplaced(Staff staff, String id, Description description) {
        description.replaces().forEach(other -> checkReplaced(staff, id, description, documents.find(other)
                .filter(found -> !other.equals(id)).orElseThrow(() -> unusable("「代替哪一份」里的文件找不到，请重新选"))));
    }

    private void checkReplaced(Staff staff, String id, Description description, Document other) {
        String title = other.description().title();
        Rights.refuse(rights.againstEditing(staff, other.description().region()));
        if (!regions.selfAndParents(other.description().region()).contains(description.region())) {
            throw unusable("《%s》是%s的，%s的文件代替不了它".formatted(title, regions.name(other.description().region()), regions.name(description.region())));
        }
        if (other.description().replaces().contains(id)) {
            throw unusable("《%s》写着要代替这一份，两份不能互相代替".formatted(title));
        }
    }

    /** A statute is known by its title, and cited by it: a place cannot publish another under a wider place's title. */
    void checkTitle(Description description) {
        if (description.kind().isStatute()) {
            same(description).ifPresent(wider -> {
                throw unusable("%s已有《%s》，%s的文件不能用这个标题发布。请改标题，或不要重复导入".formatted(regions.name(wider.description().region()),
                        wider.description().title(), regions.name(description.region())));
            });
        }
    }

    private Optional<Document> same(Description description) {
        return documents.titled(description.title(), regions.selfAndParents(description.region())).stream()
                .filter(other -> other.description().kind().isStatute() && !other.description().region().equals(description.region())).findFirst();
    }

    private static ResponseStatusException unusable(String message) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, message);
    }
}
