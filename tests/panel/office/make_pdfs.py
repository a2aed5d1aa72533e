"""Makes the PDFs and the .xls of this folder anew, with LibreOffice (by hand: it is no part of the tests). Run it here. The figures are
those of figures() in test_office_tables.py: made up, by a generator with a seed."""
import csv
import os
import random
import subprocess

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side, Font
from openpyxl.utils import get_column_letter
SRC = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'datasets')
units=[(r['unit'],r['name_vi']) for r in csv.DictReader(open(SRC+'/units.csv',encoding='utf-8')) if int(r['valid_to'] or 9999)<=2024]
assert len(units)==63
MAX=[9.5,10,13,10.5,12,12,16,17]
def figures(seed):
    rng=random.Random(seed); rows=[]
    for code,name in units:
        f=[round(m*rng.uniform(.7,.97),2) for m in MAX]
        rows.append((code,name,f,round(sum(f),2)))
    order=sorted(rows,key=lambda r:-r[3]); rank={r[0]:1+sum(1 for o in rows if o[3]>r[3]) for r in rows}
    return rows,order,rank
thin=Side(style='thin'); box=Border(left=thin,right=thin,top=thin,bottom=thin)
def vn(x): return ('%.2f'%x).replace('.',',')
def finish(ws,r0,c1,widths):
    for row in ws.iter_rows(min_row=r0,max_row=ws.max_row,max_col=c1):
        for c in row: c.border=box; c.alignment=Alignment(wrap_text=True,vertical='center',horizontal=c.alignment.horizontal)
    for i,w in enumerate(widths): ws.column_dimensions[get_column_letter(i+1)].width=w
def tall(ws,rows,h=32):
    for r in rows: ws.row_dimensions[r].height=h
def pdf(wb,name,form='pdf'):
    wb.save(name+'.xlsx'); subprocess.run(['soffice','--headless','--convert-to',form,name+'.xlsx'],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)
    os.remove(name+'.xlsx')
def one():
    rows,order,rank=figures(1); wb=Workbook(); ws=wb.active
    ws['A1']='PHỤ LỤC'; ws['A2']='CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023 CỦA CÁC TỈNH, THÀNH PHỐ'; ws['A3']='(Kèm theo Quyết định số 123/QĐ-BNV ngày 15 tháng 4 năm 2024)'
    for r in (1,2,3): ws.merge_cells(start_row=r,end_row=r,start_column=1,end_column=4); ws.cell(r,1).alignment=Alignment(horizontal='center')
    ws.append(['STT','Tỉnh, thành phố','Chỉ số CCHC (PAR INDEX)','Xếp hạng'])
    for i,(code,name,f,t) in enumerate(order): ws.append([i+1,name,vn(t),rank[code]])
    ws.append([None,'Trung bình cả nước',vn(round(sum(r[3] for r in rows)/63,2)),None])
    ws.append(['Ghi chú: số liệu giả định để kiểm thử.'])
    finish(ws,4,4,[6,24,20,12]); tall(ws,[4]); ws.print_title_rows='4:4'; pdf(wb,'annex-portrait')
def two(book='annex-landscape',change=lambda rows:rows):
    rows,order,rank=figures(2); rows=change(rows); wb=Workbook(); ws=wb.active
    ws.page_setup.orientation='landscape'; ws.page_setup.fitToWidth=1; ws.page_setup.fitToHeight=0; ws.sheet_properties.pageSetUpPr.fitToPage=True
    ws['A1']='BẢNG 2. KẾT QUẢ CHỈ SỐ CCHC NĂM 2023 THEO LĨNH VỰC'
    ws.append(['STT','Tỉnh, thành phố','Kết quả theo lĩnh vực']+[None]*7+['Tổng điểm','Xếp hạng'])
    ws.append([None,None]+['Lĩnh vực %d'%(k+1) for k in range(8)]+[None,None])
    ws.merge_cells('C2:J2'); ws.merge_cells('A2:A3'); ws.merge_cells('B2:B3'); ws.merge_cells('K2:K3'); ws.merge_cells('L2:L3')
    ws['C2'].alignment=Alignment(horizontal='center')
    for i,(code,name,f,t) in enumerate(rows): ws.append([i+1,name]+[vn(x) for x in f]+[vn(t),rank[code]])
    finish(ws,2,12,[5,22]+[9]*8+[9,8]); tall(ws,[2,3]); ws.print_title_rows='2:3'; pdf(wb,book)
def three():
    rows,order,rank=figures(3); wb=Workbook(); ws=wb.active
    ws['A1']='Phụ lục II: PAR INDEX năm 2023'
    ws.append(['TT','Địa phương','Cải cách TTHC','Cải cách tổ chức bộ máy','Chỉ số CCHC','Thứ hạng'])
    for i,(code,name,f,t) in enumerate(order): ws.append([i+1,('TP. ' if name in('Hà Nội','Đà Nẵng','Hải Phòng','Cần Thơ','Hồ Chí Minh') else 'Tỉnh ')+name,vn(f[2]),vn(f[3]),vn(t)+'%',rank[code]])
    finish(ws,2,6,[5,13,12,12,11,9]); tall(ws,[2],48); tall(ws,[r for r in range(3,66) if len(ws.cell(r,2).value)>13]); pdf(wb,'annex-wrapped')
def faulty(rows):
    """Lai Châu left out (a line lost over a page), a field of Hà Giang and one of Cao Bằng misread."""
    return [(c,n,[round(f[0]-1,2) if c in ('02','04') else f[0]]+f[1:],t) for c,n,f,t in rows if c!='12']
def twice(rows):
    """Lai Châu in the place of Hà Giang too."""
    return [(c,'Lai Châu' if c=='02' else n,f,t) for c,n,f,t in rows]
def old():
    rows,order,rank=figures(31); wb=Workbook(); ws=wb.active; ws.title='PAR INDEX 2023'
    ws.append(['PHỤ LỤC (số liệu giả định để kiểm thử / SYNTHETIC)']); ws.append(['CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023'])
    ws.append(['STT','Tỉnh, thành phố','Kết quả theo lĩnh vực']+[None]*7+['Tổng điểm','Xếp hạng'])
    ws.append([None,None]+['Lĩnh vực %d'%(k+1) for k in range(8)]+[None,None])
    for at in ('C3:J3','A3:A4','B3:B4','K3:K4','L3:L4'): ws.merge_cells(at)
    for i,(code,name,f,t) in enumerate(rows): ws.append([i+1,name]+f+[t,rank[code]])
    ws2=wb.create_sheet('Ghi chú'); ws2.append(['Số liệu giả định.'])
    pdf(wb,'annex','xls')
if __name__=='__main__': one(); two(); three(); two('annex-faulty',faulty); two('annex-twice',twice); old()
