package cn.niangjia.account;

import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Which accounts an admin may see and change: those of the own place and of the places in it. */
@Component
class StaffRights {

    private final Accounts accounts;
    private final Regions regions;

    StaffRights(Accounts accounts, Regions regions) {
        this.accounts = accounts;
        this.regions = regions;
    }

    /** Who calls; security let nobody else through. */
    Staff admin(String name) {
        return accounts.find(name).filter(staff -> !staff.disabled())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "请重新登录"));
    }

    List<Staff> seenBy(Staff admin) {
        return accounts.all().stream().filter(staff -> isWithin(admin, staff.region())).toList();
    }

    private boolean isWithin(Staff admin, String region) {
        return regions.selfAndParents(region).contains(admin.region());
    }

    boolean seesAll(Staff admin) {
        return admin.region().equals(Region.WHOLE_COUNTRY);
    }

    /** @throws ResponseStatusException 404 also for an account elsewhere: not even its being there is told */
    Staff find(Staff admin, String name) {
        return accounts.find(name).filter(staff -> isWithin(admin, staff.region()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "您管的地区里没有账号「" + name + "」"));
    }

    /** @throws ResponseStatusException 422 for a place that does not exist, 403 for one that is not this admin's */
    void checkRegion(Staff admin, String code) {
        if (regions.find(code).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有这个地区，请从列表里选");
        }
        if (!isWithin(admin, code)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN,
                    "您的账号只能管%s的人员，%s的请找上级工会的管理员".formatted(regions.name(admin.region()), regions.name(code)));
        }
    }
}
